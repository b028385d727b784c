// An SMTP server on 127.0.0.1 that prints its port, then each message that it accepts, one JSON a line.
// Recipients whose address begins with "temporary" or "permanent" are put off (450 4.2.1) or refused (550); with "once" they are put off at the first try.
// A sender that begins with "unwelcome" is refused. A port may be given, and a number of mails: more than that in any one hour, by their own date,
// are not taken for now, each time with another code. A line on standard input, {"kill": process, "at": "rcpt" | "data" | "accepted", "after": n}, has it end that process with SIGKILL:
// at the n-th recipient, in the middle of the n-th message, or when the n-th is accepted and before the sender is told.
import { createInterface } from 'node:readline';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const most = Number(process.argv[3] ?? 0);
const hours = []; // When mails were accepted, by their own date.
const throttling = [[421, 'too many mails'], [450, 'too many mails'], [451, '4.7.1 too many mails'], [452, 'too many mails'], [432, '4.3.2 too many mails']];
const tried = new Set();
let order = null;

function isKilled(at) {
  if (order?.at !== at || --order.after > 0) return false;
  process.kill(order.kill, 'SIGKILL');
  console.log(JSON.stringify({ killed: order.kill, at }));
  order = null;
  return true;
}

function refusal(code, text) {
  const error = new Error(text);
  error.responseCode = code;
  return error;
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onMailFrom(sender, session, done) {
    done(sender.address.startsWith('unwelcome') ? refusal(550, `${sender.address} is not allowed to send`) : undefined);
  },
  onRcptTo(recipient, session, done) {
    const address = recipient.address;
    if (address.startsWith('temporary')) return done(refusal(450, '4.2.1 try again later'));
    if (address.startsWith('permanent')) return done(refusal(550, 'no such user'));
    if (address.startsWith('once') && !tried.has(address)) {
      tried.add(address);
      return done(refusal(450, '4.2.1 try again later'));
    }
    if (!isKilled('rcpt')) done();
  },
  onData(stream, session, done) {
    if (isKilled('data')) return stream.resume();
    simpleParser(stream).then((mail) => {
      if (most > 0 && hours.filter((date) => date > mail.date - 3_600_000).length >= most) {
        throttling.push(throttling.shift());
        process.stdout.write(`${JSON.stringify({ throttled: throttling.at(-1)[0] })}\n`, () => done(refusal(...throttling.at(-1))));
        return;
      }
      hours.push(mail.date);
      // The sender is told when the line has left: this process may be ended at any moment.
      process.stdout.write(`${JSON.stringify({
        to: session.envelope.rcptTo.map((recipient) => recipient.address),
        from: mail.from.value[0].address,
        subject: mail.subject,
        messageId: mail.messageId,
        date: mail.date,
        text: mail.text,
        html: mail.html,
        replyTo: mail.replyTo?.text ?? null,
        unsubscribe: mail.headers.get('list')?.unsubscribe?.mail ?? null,
        attachments: mail.attachments.map((part) => ({ name: part.filename, type: part.contentType, cid: part.cid ?? null, content: part.content.toString('base64') })),
      })}\n`, () => {
        if (!isKilled('accepted')) done();
      });
    }, done);
  },
});
server.on('error', () => {}); // A sender that is gone.
createInterface({ input: process.stdin }).on('line', (line) => { order = JSON.parse(line); });
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(JSON.stringify({ port: server.server.address().port })));

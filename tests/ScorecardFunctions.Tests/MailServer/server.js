// An SMTP server on 127.0.0.1 that prints its port, then each message that it accepts, one JSON a line.
// Recipients whose address begins with "temporary" or "permanent" are put off (451) or refused (550).
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

function refusal(code, text) {
  const error = new Error(text);
  error.responseCode = code;
  return error;
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo(address, session, done) {
    if (address.address.startsWith('temporary')) return done(refusal(451, 'try again later'));
    if (address.address.startsWith('permanent')) return done(refusal(550, 'no such user'));
    done();
  },
  onData(stream, session, done) {
    simpleParser(stream).then((mail) => {
      console.log(JSON.stringify({
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
      }));
      done();
    }, done);
  },
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.server.address().port })));

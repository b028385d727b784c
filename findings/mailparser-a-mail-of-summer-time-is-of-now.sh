#!/usr/bin/env bash
# mailparser 3.14.2: a mail whose Date ends in BST has the moment at which it is read for its date, and so has one with CET. Its header has
# it too. GMT, EST and +0100 are right, and a mail without a Date has none. RFC 5322 (4.3) has a reader take a name that it does not know for -0000.
# postal-mime 4.0.0 leaves the text of such a Date as it is.
# Whether a return that was mailed was in time is told by that date: one of May that is read again in November is of November.
# Seen: 2026-11-30, with Node 20.20.2. What follows for us: we read no mail. Take the moment of receipt from the server that received it.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent mailparser@3.14.2 postal-mime@4.0.0 > /dev/null
cat > see.mjs <<'X'
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

const began = Date.now();
const said = date => !date ? 'none' : Math.abs(date.getTime() - began) < 600000 ? 'now' : date.toISOString();
for (const zone of ['+0100', '+0100 (BST)', 'GMT', 'EST', 'BST', 'CET']) {
  const mail = `From: performance@council.example\r\nDate: Thu, 31 May 2012 09:00:00 ${zone}\r\nSubject: May\r\n\r\nThe return of May.`;
  const { date, headers } = await simpleParser(mail);
  console.log(`${zone}: mailparser ${said(date)}, its header ${said(headers.get('date'))}, postal-mime ${(await PostalMime.parse(mail)).date}`);
}

console.log(`without a date: mailparser ${said((await simpleParser('From: performance@council.example\r\nSubject: May\r\n\r\nMay')).date)}`);
X
node see.mjs > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
+0100: mailparser 2012-05-31T08:00:00.000Z, its header 2012-05-31T08:00:00.000Z, postal-mime 2012-05-31T08:00:00.000Z
+0100 (BST): mailparser 2012-05-31T08:00:00.000Z, its header 2012-05-31T08:00:00.000Z, postal-mime 2012-05-31T08:00:00.000Z
GMT: mailparser 2012-05-31T09:00:00.000Z, its header 2012-05-31T09:00:00.000Z, postal-mime 2012-05-31T09:00:00.000Z
EST: mailparser 2012-05-31T14:00:00.000Z, its header 2012-05-31T14:00:00.000Z, postal-mime 2012-05-31T14:00:00.000Z
BST: mailparser now, its header now, postal-mime Thu, 31 May 2012 09:00:00 BST
CET: mailparser now, its header now, postal-mime Thu, 31 May 2012 09:00:00 CET
without a date: mailparser none
X

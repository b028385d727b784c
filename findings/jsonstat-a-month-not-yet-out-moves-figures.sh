#!/usr/bin/env bash
# jsonstat-toolkit 2.2.2: Dice takes a part of a JSON-stat table, such as some of its months. A month that is asked for and is not in the table counts
# all the same: of April to June it is asked for May, June and July, and South's 50 of May comes as North's for no month, its 60 of June as May's.
# Without July in what is asked, all is right. Nothing is said, and its docs/API.md has no word on it.
# Who asks for the months of a quarter before its last one is out shows one area's figures as another's, or a month early.
# Seen: 2026-12-01. What follows for us: we write no JSON-stat. Ask only for months that the table has: Dimension("time").id.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent jsonstat-toolkit@2.2.2 > /dev/null
cat > see.js <<'X'
const JSONstat = require('jsonstat-toolkit');

const table = () => JSONstat({
  version: '2.0', class: 'dataset', id: ['area', 'time'], size: [2, 3], value: [10, 20, 30, 40, 50, 60],
  dimension: { area: { category: { index: ['North', 'South'] } }, time: { category: { index: ['April', 'May', 'June'] } } },
});
const said = part => part.Transform({ content: 'id' }).slice(1).map(([area, month, cases]) => `${area} ${month} ${cases}`).join(', ');
console.log(`all: ${said(table())}`);
for (const time of [['May', 'June'], ['May', 'June', 'July'], ['May', 'July']]) {
  const part = table().Dice({ time });
  console.log(`${time.join(', ')}: ${said(part)}; asked for South in May ${part.Data({ area: 'South', time: 'May' }, false)}`);
}
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
all: North April 10, North May 20, North June 30, South April 40, South May 50, South June 60
May, June: North May 20, North June 30, South May 50, South June 60; asked for South in May 50
May, June, July: North May 20, North June 30, North undefined 50, South May 60; asked for South in May 60
May, July: North May 20, North undefined 50; asked for South in May undefined
X

#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1: AVERAGE leaves out what is no number, as spreadsheets do. MEDIAN takes it for 0, a blank and a letter alike: over 3, 1,
# 10 and a blank or a z it is 2, where the three numbers have 3.
# Official statistics have shorthands among the figures (z: not applicable, c: confidential). One of them, or one gap, moves the median of the
# councils that a council compares itself with; the mean beside it is right.
# Seen: 2026-11-30. What follows for us: nothing of ours uses it. Give it numbers only.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent @formulajs/formulajs@4.6.1 > /dev/null
cat > see.js <<'X'
const formula = require('@formulajs/formulajs');

for (const [said, figures] of [['numbers', [3, 1, 10]], ['with a blank', [3, 1, null, 10]], ['with z', [3, 1, 'z', 10]]]) {
  console.log(`${said}: mean ${formula.AVERAGE(figures).toFixed(2)}, median ${formula.MEDIAN(figures)}`);
}
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
numbers: mean 4.67, median 3
with a blank: mean 4.67, median 2
with z: mean 4.67, median 2
X

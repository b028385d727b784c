#!/usr/bin/env bash
# @formulajs/formulajs 4.6.1: AVERAGE leaves out what is no number, as spreadsheets do. MEDIAN and SMALL take a blank for 0. They and MIN take the
# letter z for 0, and COUNT counts it. Over 1, 3, 10 and a blank or a z, LibreOffice 7.4 has a median of 3, a least of 1 and a count of 3.
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
  const results = [['mean', 'AVERAGE'], ['median', 'MEDIAN'], ['least', 'MIN'], ['smallest', 'SMALL'], ['count', 'COUNT']]
    .map(([word, name]) => `${word} ${Number(formula[name](figures, ...(name === 'SMALL' ? [1] : [])).toFixed(2))}`);
  console.log(`${said}: ${results.join(', ')}`);
}
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
numbers: mean 4.67, median 3, least 1, smallest 1, count 3
with a blank: mean 4.67, median 2, least 1, smallest 0, count 3
with z: mean 4.67, median 2, least 0, smallest 0, count 4
X

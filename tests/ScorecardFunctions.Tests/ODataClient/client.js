// Reads a feed as npm @odata/client does: every set whole by its next links, a filter, an order, a part of the rows, a count, one row by its key.
// Prints what it has read as one JSON. The client itself leaves it to its user to go on to the next page.
const { OData } = require('@odata/client');

const serviceEndpoint = process.argv[2];
const pageSize = process.argv[3];
const client = OData.New4({ serviceEndpoint, commonHeaders: { Prefer: `odata.maxpagesize=${pageSize}` } });

async function whole(collection) {
  const rows = [];
  let pages = 0;
  let count;
  for (let token; ;) {
    const params = client.newOptions().count(true);
    if (token) params.custom('$skiptoken', token);
    const page = await client.newRequest({ collection, params });
    rows.push(...page.value);
    pages += 1;
    count ??= page['@odata.count'];
    const next = page['@odata.nextLink'];
    if (!next) return { rows, pages, count };
    token = new URL(next).searchParams.get('$skiptoken');
  }
}

async function main() {
  const sets = {};
  for (const set of ['Results', 'Indicators', 'Scorecards', 'Months', 'Summaries', 'Extracts']) sets[set] = await whole(set);
  const results = client.getEntitySet('Results');
  const red = client.newFilter().property('Rating').eq('Red').property('Scorecard').eq('kent-inc-uasc');
  const filtered = await results.query(client.newOptions().filter(red).select(['Indicator', 'Month', 'Numerator']));
  const sorted = await results.query(client.newOptions().orderby('Value', 'desc').top(5).skip(1));
  const one = await client.newRequest({ collection: 'Months', id: '2012-05' });
  const red2 = client.newFilter().property('Rating').eq('Red');
  console.log(JSON.stringify({ sets, filtered, sorted, one, count: await results.count(red2) }));
}

main().catch((e) => { console.error(e); process.exit(1); });

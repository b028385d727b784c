// Asks a feed what odata-query builds, with o.js. Prints what each query was and the rows that came, as one JSON.
const { o } = require('odata');
const buildQuery = require('odata-query').default;
const { alias } = require('odata-query');

const serviceEndpoint = process.argv[2];
const pageSize = process.argv[3];
const feed = o(serviceEndpoint, { headers: { Prefer: `odata.maxpagesize=${pageSize}` } });
const plain = o(serviceEndpoint);

const queries = {
  red: { filter: { Rating: 'Red', Scorecard: 'kent-inc-uasc' }, select: ['Month', 'Indicator', 'Numerator'] },
  between: { filter: { Value: { gt: 10, le: 66.5 } }, orderBy: ['Value desc', 'Indicator'] },
  either: { filter: { or: [{ Indicator: 'caf-rate' }, { Indicator: { startswith: 'lac-' } }], not: { Value: null } } },
  list: { filter: { Indicator: { in: ['caf-rate', 'lac-pep'] }, Month: { ge: '2012-05' } }, orderBy: 'Month desc,Indicator' },
  since: { filter: { PeriodStart: { ge: new Date('2012-06-01T00:00:00Z') } }, top: 50, skip: 10, count: true },
  text: { filter: { 'tolower(Scorecard)': { contains: 'ashford' }, 'length(Month)': 7 }, top: 3 },
  alias: { filter: { Scorecard: alias('s', 'kent-inc-uasc'), Value: { ne: null } }, top: 3 },
  month: { filter: { 'year(PeriodStart)': 2013 }, select: 'Month' },
  newest: { orderBy: 'PeriodStart desc', top: 1 },
};

async function page(response) {
  if (response.status !== 200) throw new Error(`${response.status} ${response.url}: ${await response.text()}`);
  return response.json();
}

async function whole(first) {
  const rows = [];
  let pages = 0;
  for (let next = first; next; pages += 1) {
    const read = await page(await o(next, { headers: { Prefer: `odata.maxpagesize=${pageSize}` } }).get('').fetch());
    rows.push(...read.value);
    next = read['@odata.nextLink'];
  }
  return { rows, pages };
}

async function main() {
  const answers = {};
  for (const [name, query] of Object.entries(queries)) {
    const text = buildQuery(query);
    answers[name] = { text, ...(await page(await plain.get(`Results${text}`).fetch())) };
  }
  const paged = await whole(`${serviceEndpoint}Results${buildQuery({ filter: { Scorecard: 'kent-inc-uasc' } })}`);
  const one = await feed.get(`Months${buildQuery({ key: '2012-05', select: ['Name'] })}`).query();
  const count = await plain.get(`Results/$count${buildQuery({ filter: { Rating: 'Red' } })}`).query();
  const indicators = await plain.get('Indicators').query({ $filter: "Unit eq 'percent'", $select: 'Name', $top: 5 });
  const refused = (await plain.post('Months', { Month: '2012-05' }).fetch()).status;
  console.log(JSON.stringify({ answers, paged, one, count, indicators, refused }));
}

main().catch((e) => { console.error(e); process.exit(1); });

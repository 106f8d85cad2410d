// Asks a running server what GraphQL over HTTP demands: node audit.mjs URL TOKEN
// Whatever a server must or should do has to hold; what it may do holds, or stands in deviations.json with the reason.
import { readFileSync } from 'node:fs';
import { serverAudits } from 'graphql-http';

const [url, token] = process.argv.slice(2);
const deviations = JSON.parse(readFileSync(new URL('deviations.json', import.meta.url), 'utf8'));

const fetchFn = (address, init = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

let held = 0;
let failed = 0;
const unused = new Set(Object.keys(deviations));
for (const audit of serverAudits({ url, fetchFn })) {
  const result = await audit.fn();
  if (result.status === 'ok') {
    held++;
  } else if (result.status === 'notice' && deviations[result.id]) {
    unused.delete(result.id);
    console.log(`deviates  ${result.id} ${result.name}\n          ${deviations[result.id]}`);
  } else {
    failed++;
    console.log(`FAILS     ${result.id} ${result.name}\n          ${result.reason}`);
  }
}
for (const id of unused) {
  failed++;
  console.log(`FAILS     ${id} holds now, and still stands in deviations.json`);
}
console.log(`${held} hold, ${Object.keys(deviations).length - unused.size} deviate for a reason, ${failed} fail.`);
process.exit(failed === 0 && held > 0 ? 0 : 1);

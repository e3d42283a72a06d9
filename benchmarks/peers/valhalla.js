// Circles of 15 minutes by Valhalla in process: a line "costing latitude longitude" in, a line "= microseconds of the processor, bytes of GeoJSON" out,
// among what the library logs.
const { Actor } = require('@valhallajs/valhallajs');
const lines = require('readline').createInterface({ input: process.stdin });

(async () => {
  const actor = await Actor.fromConfigFile(process.argv[2]);
  for await (const line of lines) {
    const [costing, lat, lon] = line.split(' ');
    const begun = process.cpuUsage();
    const question = JSON.stringify({ locations: [{ lat: +lat, lon: +lon }], costing, contours: [{ time: 15 }], polygons: true });
    const circle = await actor.isochrone(question); // asked with a string it answers with one, and makes no objects of it
    const taken = process.cpuUsage(begun);
    console.log(`= ${taken.user + taken.system} ${Buffer.byteLength(circle)}`);
  }
})();

// Reads and writes a CSV file by Papa Parse, in a worker as Heard's.
import Papa from 'papaparse';

const read = (file) =>
  new Promise((resolve, reject) => {
    let rows = 0;
    const step = ({ data }) => {
      rows += data.id ? 1 : 0;
    };
    const complete = () => resolve(rows);
    Papa.parse(file, { header: true, skipEmptyLines: true, step, complete, error: reject });
  });

globalThis.onmessage = async ({ data: file }) => globalThis.postMessage(await read(file));

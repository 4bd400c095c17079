/** A register file with schools that exist nowhere, one column more or less at a time. */
const ELM = {
  URN: '100001',
  'LA (code)': '845',
  'LA (name)': 'East Sussex',
  EstablishmentNumber: '4000',
  EstablishmentName: 'Elmfield School',
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentStatus (name)': 'Open',
  OpenDate: '',
  'PhaseOfEducation (name)': 'Secondary',
  StatutoryLowAge: '11',
  StatutoryHighAge: '16',
};

export type Cells = Readonly<Record<string, string | undefined>>;

/** Each argument changes Elmfield School; `undefined` takes a column away, which must then hold for every row. */
export function aRegisterFile(...changes: readonly Cells[]): Buffer {
  const rows = changes.map((change): Cells => ({ ...ELM, ...change }));
  const headings = Object.entries(rows[0] ?? ELM)
    .filter(([, cell]) => cell !== undefined)
    .map(([heading]) => heading);
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const lines = rows.map((row) => line(headings.map((heading) => row[heading] ?? '')));
  return Buffer.from([line(headings), ...lines].join('\r\n'));
}

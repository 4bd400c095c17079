export { readRecords, type RecordKind, type RecordsOfProcessing } from './processing/read-records.js';
export { recordFaults } from './processing/record-faults.js';

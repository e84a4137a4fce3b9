// A bound on what would never end, not a measure: machines are busy.
import.meta.jest.setTimeout(120_000);

// Tests on real servers wait for conditions; this only bounds a wait that would never end.
import.meta.jest.setTimeout(60_000);

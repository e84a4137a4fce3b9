/** Claim is what a tenant wants on one replica. */
export interface Claim {
  replica: string;
  tenant: string;
  want: number;
}

/** shareOut gives every tenant the same, up to what it wants; the odd token goes to the one that was served longest ago. */
export function shareOut(
  free: number,
  claims: readonly Claim[],
  served: Readonly<Record<string, number>>,
  replica: string,
) {
  const tenants = [...new Set(claims.map(({ tenant }) => tenant))].sort(
    (one, other) => (served[one] ?? 0) - (served[other] ?? 0),
  );
  const ofTenant = (tenant: string) => claims.filter(claim => claim.tenant === tenant);
  const wants = tenants.map(tenant => sum(ofTenant(tenant).map(({ want }) => want)));
  return fairly(free, wants).flatMap((share, index) => {
    // Of one tenant's replicas, whoever asks first has the odd token.
    const own = ofTenant(tenants[index] ?? '').sort(
      (one, other) => +(other.replica === replica) - +(one.replica === replica),
    );
    const parts = fairly(
      share,
      own.map(({ want }) => want),
    );
    return own.map((claim, position) => ({ claim, share: parts[position] ?? 0 }));
  });
}

/** The same for all, up to what each wants; what is left over goes to the first. */
function fairly(free: number, wants: readonly number[]): number[] {
  const shares = wants.map(() => 0);
  let left = free;
  for (;;) {
    const open = wants.flatMap((want, index) => (want > (shares[index] ?? 0) ? [index] : []));
    if (open.length === 0 || left === 0) return shares;
    const each = Math.max(1, Math.floor(left / open.length));
    for (const index of open.slice(0, left)) {
      const part = Math.min(each, (wants[index] ?? 0) - (shares[index] ?? 0), left);
      shares[index] = (shares[index] ?? 0) + part;
      left -= part;
    }
  }
}

/** inAdvance gives half of what nobody waits for at most: other replicas find some, too. */
export function inAdvance(left: number, more: ReadonlyMap<string, number>): [string, number][] {
  const shares = fairly(Math.floor(left / 2), [...more.values()]);
  return [...more.keys()].map((tenant, index) => [tenant, shares[index] ?? 0]);
}

/** sum adds up. */
export function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}

// Dates in words.

/** Made once: it takes longer to make than all the rest of a panel. */
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `27 September 2018` of an ISO date. */
export function day(iso) {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '') ?? [];
  if (!year) return iso ?? '';
  return dates.format(new Date(Date.UTC(year, month - 1, date)));
}

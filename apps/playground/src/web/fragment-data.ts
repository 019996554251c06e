/** The small world of the test streams: a harbour town, its people and what they are up to. */

export const people = [
  { name: "Maren Holt", place: "Pilot station" },
  { name: "Idris Vale", place: "Chart room" },
  { name: "Tove Lindqvist", place: "Fish market" },
  { name: "Oskar Brandt", place: "Lighthouse" },
  { name: "Noor Castell", place: "Ferry office" },
  { name: "Pilar Quay", place: "Boatyard" },
  { name: "Sunniva Rask", place: "Weather mast" },
  { name: "Emeka Stroud", place: "Signal tower" },
] as const;

export const posts = [
  {
    title: "Fog lifts by noon",
    body: "Visibility on the outer channel is back to four miles; the noon ferry sails on time.",
  },
  {
    title: "New lens for the east light",
    body: "Forty kilos of glass went up the stairs by hand. It turns again tonight.",
  },
  {
    title: "Two seals at the slipway",
    body: "They were here first. Please launch from the north side until they have finished their nap.",
  },
  {
    title: "Tide gauge recalibrated",
    body: "The old one read three centimetres high, which explains the wet feet of last Tuesday.",
  },
  {
    title: "Night market returns",
    body: "Lanterns from eight, herring until it is gone, music whether you want it or not.",
  },
  { title: "Buoy seven found", body: "It had drifted to the next town, which had already painted it." },
] as const;

export const comments = [
  "Seen from the pier just now. It is even better in person.",
  "Would it help if a few of us brought ropes?",
  "The bell rang twice, so it must be official.",
  "My grandmother claims she predicted this in 1974.",
  "Thank you for writing this down before it turns into a legend.",
  "Can confirm: wet feet.",
] as const;

export const albums = [
  { title: "Low Water", year: 1987, tracks: 9 },
  { title: "Songs for a Lighthouse Cat", year: 2003, tracks: 12 },
  { title: "Knots, Volume II", year: 1999, tracks: 24 },
  { title: "Harbour Lights, Dimmed", year: 2015, tracks: 8 },
  { title: "The Ferry Does Not Wait", year: 2021, tracks: 11 },
] as const;

export const todos = [
  "Splice the spare mooring line",
  "Oil the swing bridge",
  "Return the borrowed sextant",
  "Count the lifejackets again",
  "Write to the museum about the anchor",
  "Teach the parrot the new radio call sign",
] as const;

/** One of them, each as likely as the others. */
export function oneOf<T extends readonly [unknown, ...unknown[]]>(things: T): T[number] {
  return things[Math.floor(Math.random() * things.length)] ?? things[0];
}

import { tests } from "../../vitest.shared.ts";

// No second try: what fails now and then here is a race of ours.
export default tests("node", 0);

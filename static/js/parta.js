// What every page carries: htmx, the look, «/» for the search, list or grid,
// filters that count at once.
// Every page reads and works without any of it.
import "./htmx.js";
import "./look.js";
import "./search-key.js";
import "./suggest.js";
import "./listing.js";
import "./at-once.js";
import "./busy.js";

// htmx with the settings that a strict Content-Security-Policy asks for. They also stand in
// the page's meta tag; here they hold even where a page forgets it.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  allowScriptTags: false,
  historyCacheSize: 0,
  // Not the styles that scripts have set on the old element: as an attribute the policy refuses them.
  attributesToSettle: ["class", "width", "height"],
});
window.htmx = htmx;

export default htmx;

// A chunk of its own: the player asks for it when a film has a stream, no other page loads it.
export { default } from "hls.js/light";

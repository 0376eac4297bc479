// A drag past a line's end selects nothing beyond it. Words that lie over a picture stand anywhere;
// what is dragged over between them is nearest to no word, and a browser takes all up to the end.
// So while somebody selects, a sheet under the words stands next to the word that was reached
// last: what is pointed at there is the place beside that word.
export function selecting(part) {
  const sheet = document.createElement("div");
  sheet.className = "under-words";
  part.append(sheet);
  let before = null;

  const end = () => {
    part.classList.remove("selecting");
    part.append(sheet);
    before = null;
  };
  part.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") part.classList.add("selecting");
  });
  const follow = () => {
    if (!part.isConnected) {
      document.removeEventListener("selectionchange", follow);
      document.removeEventListener("pointerup", end);
      return;
    }
    const selection = getSelection();
    if (!part.classList.contains("selecting") || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(part)) return;
    const same = (one, at, other, otherAt) => one === other && at === otherAt;
    const backwards =
      before !== null &&
      (same(range.endContainer, range.endOffset, before.endContainer, before.endOffset) ||
        same(range.endContainer, range.endOffset, before.startContainer, before.startOffset)) &&
      !range.collapsed;
    const node = backwards ? range.startContainer : range.endContainer;
    const word = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".over-words > span");
    if (word) backwards ? word.before(sheet) : word.after(sheet);
    before = range.cloneRange();
  };
  document.addEventListener("selectionchange", follow);
  document.addEventListener("pointerup", end);
}

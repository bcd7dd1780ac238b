// Notes which elements listen for clicks. Runs before the page's own scripts.
globalThis.barrierHook = {clicks: new Set()};
{
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === "click" && this instanceof Element) barrierHook.clicks.add(this);
    return add.call(this, type, ...rest);
  };
}

// To and from the clipboard.

/** Copies text, and where `html` is given the rich form beside it. Resolves to whether it worked. */
export async function copy(text, html = null) {
  try {
    if (html === null) {
      await navigator.clipboard.writeText(text);
    } else {
      const blob = (type, content) => new Blob([content], { type });
      await navigator.clipboard.write([
        new ClipboardItem({ 'text/plain': blob('text/plain', text), 'text/html': blob('text/html', html) }),
      ]);
    }
    return true;
  } catch {
    return copyByEvent(text, html);
  }
}

/** Copies a picture. Resolves to whether it worked. */
export async function copyImage(png) {
  try {
    await navigator.clipboard.write([new ClipboardItem({ [png.type]: png })]);
    return true;
  } catch {
    return false;
  }
}

/** The old way, for pages without a secure context and browsers that refuse rich content. */
function copyByEvent(text, html) {
  let done = false;
  const give = (event) => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    if (html !== null) event.clipboardData.setData('text/html', html);
    done = true;
  };
  document.addEventListener('copy', give, { once: true, capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
  return done;
}

/** Whether a paste button can work here. */
export const canRead = () => Boolean(navigator.clipboard?.read);

/** Both forms of what is on the clipboard; asks for permission. */
export async function read() {
  const flavours = {};
  for (const item of await navigator.clipboard.read()) {
    for (const [type, key] of [
      ['text/html', 'html'],
      ['text/plain', 'text'],
    ]) {
      if (item.types.includes(type)) flavours[key] ??= await (await item.getType(type)).text();
    }
  }
  return flavours;
}

/** Offers a text as a file. */
export function download(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

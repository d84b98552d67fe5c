// Small pictures of pages, and how much two of them differ.

const LONGEST = 4000;

/** A page where pictures are made small and compared: canvases need a browser. */
export async function lightTable(browser) {
  const page = await (await browser.newContext()).newPage();
  await page.evaluate(() => {
    window.draw = async (url, width) => {
      const picture = new Image();
      picture.src = url;
      await picture.decode();
      const canvas = document.createElement("canvas");
      canvas.width = width ?? picture.width;
      canvas.height = Math.round((picture.height * canvas.width) / picture.width);
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      pen.imageSmoothingQuality = "high";
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return { canvas, pixels: pen.getImageData(0, 0, canvas.width, canvas.height) };
    };
  });
  return page;
}

/** The page as it stands, made small: the words are a texture, their places can be seen. A data URL. */
export async function picture(page, table, width) {
  const { height } = await page.evaluate(() => ({ height: document.documentElement.scrollHeight }));
  const size = page.viewportSize();
  const clip = { x: 0, y: 0, width: size.width, height: Math.min(height, LONGEST) };
  // QR codes carry the revision of the content: another pattern after every change of it.
  const mask = [page.locator(".qr, .qr-code")];
  const full = await page.screenshot({ fullPage: true, animations: "disabled", clip, mask });
  return table.evaluate(async ([url, width]) => (await window.draw(url, width)).canvas.toDataURL("image/webp", 0.8),
    [`data:image/png;base64,${full.toString("base64")}`, width]);
}

/** The share of the picture that is not the same: 0 the same, 1 nothing is. */
export function difference(table, one, other) {
  return table.evaluate(async (urls) => {
    const [a, b] = await Promise.all(urls.map(async (url) => (await window.draw(url)).pixels));
    const DISTINCT = 48; // of 255 in one colour: more than compression and smoothing do
    const [low, high] = [a, b].toSorted((x, y) => x.height - y.height);
    let differ = (high.height - low.height) * low.width;
    for (let at = 0; at < low.data.length; at += 4) {
      const apart = (channel) => Math.abs(low.data[at + channel] - high.data[at + channel]) > DISTINCT;
      if (apart(0) || apart(1) || apart(2)) differ += 1;
    }
    return differ / (high.height * high.width);
  }, [one, other]);
}

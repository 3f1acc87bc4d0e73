import { createCanvas, ImageData, loadImage } from '@napi-rs/canvas';

interface RawPicture {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A phone's screen is read at this width: its words stay clear, and reading takes half the time of the whole picture. */
const readWidth = 720;

/**
 * Pictures for the reader of words, drawn on a canvas. The library's own way is `sharp`, whose native build clashes with
 * Electron's GLib on Linux.
 */
export class CanvasImage {
  data: RawPicture['data'];
  width: number;
  height: number;

  constructor({ data, width, height }: RawPicture) {
    this.data = data;
    this.width = width;
    this.height = height;
  }

  /** `source` is the picture in base64: the library takes it for a path and hands it on as it is. */
  static async open(source: string): Promise<CanvasImage> {
    const image = await loadImage(Buffer.from(source, 'base64'));
    const scale = Math.min(1, readWidth / image.width);
    const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
    const context = createCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    return new CanvasImage({ data, width, height });
  }

  /** A side that is not given follows the other. */
  async resize(size: { readonly width?: number; readonly height?: number }): Promise<CanvasImage> {
    const height = size.height ?? Math.round((this.height * (size.width ?? this.width)) / this.width);
    const width = size.width ?? Math.max(1, Math.round((this.width * height) / this.height));
    const source = createCanvas(this.width, this.height);
    source
      .getContext('2d')
      .putImageData(new ImageData(new Uint8ClampedArray(this.data), this.width, this.height), 0, 0);
    const context = createCanvas(width, height).getContext('2d');
    context.drawImage(source, 0, 0, width, height);
    this.data = context.getImageData(0, 0, width, height).data;
    this.width = width;
    this.height = height;
    return this;
  }

  getImageRawData(): RawPicture {
    return { data: this.data, width: this.width, height: this.height };
  }
}

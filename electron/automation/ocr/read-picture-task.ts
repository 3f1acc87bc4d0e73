/** The name under which the worker's entry offers `readPicture`. */
export const readPictureTask = 'automation.readPicture';

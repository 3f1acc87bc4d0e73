import { describe, expect, it } from 'vitest';
import { MessengerPhone, ownGroup } from '../../support/messenger-phone.ts';
import { TestPhone } from '../../support/phone-shell.ts';

const adbKeyboard = 'com.android.adbkeyboard/.AdbIME';

/** A phone whose name editor is open with an empty field, and its shell. */
function openEditor(keyboard: string | null = null): { phone: MessengerPhone; shell: TestPhone } {
  const phone = new MessengerPhone();
  phone.openNameEditor(ownGroup);
  phone.hand.write('');
  if (keyboard !== null) phone.device.phone.settings.put('secure', 'default_input_method', keyboard);
  return { phone, shell: new TestPhone({ device: phone.device }) };
}

const textIn = (phone: MessengerPhone): string => phone.host.focusedField?.text ?? '(no focus)';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

describe('adb types into the field with the focus', () => {
  it('plain letters, with %s for a space', async () => {
    const { phone, shell } = openEditor();
    await shell.run('input text VIP%s2');
    expect(textIn(phone)).toBe('VIP 2');
  });

  it('no Chinese by keys', async () => {
    const { phone, shell } = openEditor();
    expect(await shell.run("input text '群'")).toMatchObject({ status: 1 });
    expect(textIn(phone)).toBe('');
  });

  it.each([
    ['KEYCODE_DEL', 'ab', 'a'],
    ['67', '群😀', '群'],
    ['KEYCODE_B', 'a', 'ab'],
    ['KEYCODE_7', 'a', 'a7'],
    ['KEYCODE_SPACE', 'a', 'a '],
  ])('what the key %s does to %j', async (key, before, after) => {
    const { phone, shell } = openEditor();
    phone.hand.write(before);
    await shell.run(`input keyevent ${key}`);
    expect(textIn(phone)).toBe(after);
  });

  it('at the cursor, which keys move', async () => {
    const { phone, shell } = openEditor();
    phone.hand.write('bc');
    await shell.run(
      'input keyevent MOVE_HOME; input text a; input keyevent DPAD_RIGHT; input text _; input keyevent MOVE_END; input text d',
    );
    expect(textIn(phone)).toBe('ab_cd');
  });

  it('what is on the clipboard', async () => {
    const { phone, shell } = openEditor();
    phone.host.clipboard = '粘贴的群名';
    await shell.run('input keyevent KEYCODE_PASTE');
    expect(textIn(phone)).toBe('粘贴的群名');
    await shell.run('input keyevent KEYCODE_CUT; input keyevent 279; input keyevent 279');
    expect(textIn(phone)).toBe('粘贴的群名粘贴的群名');
  });
});

describe('ADBKeyBoard', () => {
  it.each([
    ['Base64', `ADB_INPUT_B64 --es msg ${base64('晨跑8群😀')}`, '晨跑8群😀'],
    ['plain text', "ADB_INPUT_TEXT --es msg '晨跑8群'", '晨跑8群'],
    ['code points', 'ADB_INPUT_CHARS --eia chars 26216,128512', '晨😀'],
  ])('types %s from a broadcast', async (_what, intent, text) => {
    const { phone, shell } = openEditor(adbKeyboard);
    expect(await shell.output(`am broadcast -a ${intent}`)).toContain('Broadcast completed: result=0');
    expect(textIn(phone)).toBe(text);
  });

  it('deletes by key, and clears the field', async () => {
    const { phone, shell } = openEditor(adbKeyboard);
    phone.hand.write('群名');
    await shell.run('am broadcast -a ADB_INPUT_CODE --ei code 67');
    expect(textIn(phone)).toBe('群');
    await shell.run('am broadcast -a ADB_CLEAR_TEXT');
    expect(textIn(phone)).toBe('');
  });

  it('hears nothing while another keyboard is in use', async () => {
    const { phone, shell } = openEditor();
    await shell.run(`am broadcast -a ADB_INPUT_B64 --es msg ${base64('晨跑')}`);
    expect(textIn(phone)).toBe('');
  });

  it('types nothing where no field has the focus', async () => {
    const { phone, shell } = openEditor(adbKeyboard);
    phone.hand.back();
    phone.hand.back();
    await shell.run(`am broadcast -a ADB_INPUT_B64 --es msg ${base64('晨跑')}`);
    expect(phone.tree()).not.toContain('"晨跑"');
  });
});

describe('the keyboard on the screen', () => {
  it('comes up with the editor, and takes room from the page', () => {
    const { phone } = openEditor();
    expect(phone.host.isKeyboardShown).toBe(true);
    const { bottom } = phone.host.front().node.bounds;
    phone.hand.back();
    expect(phone.host.front().node.bounds.bottom).toBeGreaterThan(bottom);
  });

  it('takes the first BACK; the page stays', () => {
    const { phone } = openEditor();
    phone.hand.back();
    expect(phone.host.focus.activity).toBe(phone.messenger.variant.editor.activity);
    phone.hand.back();
    expect(phone.host.focus.activity).toBe(phone.messenger.variant.info.activity);
  });
});

import { ReloadOutlined } from '@ant-design/icons';
import type { BenchDriver, BenchSession } from '@contract/playbook-bench.ts';
import type { Phone } from '@contract/phones.ts';
import { Button, Checkbox, Segmented, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { reasonText } from '../../format/reason-text.ts';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive, usePhone } from '../../stores/use-console.ts';
import { useFaultText } from '../../ui/use-fault-text.ts';
import { MetaLine } from '../../ui/meta-line.tsx';
import { Moment } from '../../ui/moment.tsx';
import { phoneName } from '../devices/phone-names.ts';
import { LookAge } from './look-age.tsx';
import { useBench, useBenchDesk } from './use-bench.ts';

/** Which phone is on the bench, for whom and until when; with nothing there, the choice of one. */
export function BenchHead(): ReactNode {
  const { text } = useTexts();
  const session = useBench(({ bench }) => bench?.session ?? null);
  return (
    <header className="page-head bench-head">
      <div className="bench-title">
        <h1>{text('nav.bench')}</h1>
        {session === null ? <p className="text-second">{text('bench.page-text')}</p> : <Standing session={session} />}
      </div>
      {session === null ? <PhoneChoice /> : <LookControls />}
    </header>
  );
}

function Standing({ session }: { readonly session: BenchSession }): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  const phone = usePhone(session.phoneId);
  const { appVersion, driverFault } = session;
  const version =
    appVersion === null ? text('bench.app-version-unknown') : text('bench.app-version', { version: appVersion });
  return (
    <MetaLine>
      <strong>{phone === null ? session.phoneId : phoneName(phone, texts)}</strong>
      <span>{text('bench.held-by', { name: session.operatorName })}</span>
      <span>{version}</span>
      <span>{text('bench.driver-now', { driver: session.driver })}</span>
      {driverFault !== null && (
        <span className="tone-warn">{text('bench.driver-fell', { cause: readFault(driverFault).cause })}</span>
      )}
      <IdleUntil at={session.idleUntilAt} />
    </MetaLine>
  );
}

function IdleUntil({ at }: { readonly at: number }): ReactNode {
  const { text } = useTexts();
  const [before, after] = text('bench.held-until', { at: '\u0000' }).split('\u0000');
  return (
    <span className="text-third">
      {before}
      <Moment at={at} isTrueTime />
      {after}
    </span>
  );
}

function LookControls(): ReactNode {
  const { text } = useTexts();
  const desk = useBenchDesk();
  const isLooking = useBench((view) => view.isLooking);
  const isAuto = useBench((view) => view.isAuto);
  return (
    <div className="act-buttons bench-controls">
      <LookAge />
      <Checkbox
        checked={isAuto}
        data-act="bench-auto"
        title={text('bench.auto-title')}
        onChange={(event) => desk.setAuto(event.target.checked)}
      >
        {text('bench.auto')}
      </Checkbox>
      <Button
        icon={<ReloadOutlined spin={isLooking} aria-hidden />}
        data-act="bench-refresh"
        onClick={() => void desk.look()}
      >
        {text('bench.refresh')}
      </Button>
      <Button data-act="bench-close" onClick={() => void desk.close()}>
        {text('bench.close')}
      </Button>
    </div>
  );
}

const drivers = ['best', 'dump'] as const;

function PhoneChoice(): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const desk = useBenchDesk();
  const phones = useLive((state) => state.phones);
  const isOpening = useBench((view) => view.isOpening);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [wish, setWish] = useState<BenchDriver | null>(null);
  const listed = [...phones.values()].toSorted(byUse);
  const phone = listed.find(({ phoneId }) => phoneId === chosenId) ?? null;
  // Nothing is brought to a real phone by a mere look, unless it is asked for.
  const driver = wish ?? (phone?.isVirtual === false ? 'dump' : 'best');
  const isReady = phone?.state === 'ready';
  return (
    <div className="act-buttons bench-controls">
      <Select
        className="bench-phone"
        showSearch={{ optionFilterProp: 'label' }}
        value={chosenId}
        disabled={isOpening}
        placeholder={text('bench.phone-placeholder')}
        aria-label={text('bench.phone')}
        options={listed.map((each) => ({
          value: each.phoneId,
          label: phoneLine(each, texts),
          disabled: each.state !== 'ready',
        }))}
        notFoundContent={text('bench.no-ready')}
        onChange={setChosenId}
      />
      <Segmented<BenchDriver>
        aria-label={text('bench.driver')}
        value={driver}
        options={drivers.map((each) => ({
          value: each,
          label: text(`bench.driver.${each}`),
          title: text(`bench.driver.${each}-title`),
        }))}
        onChange={setWish}
      />
      <Button
        type="primary"
        data-act="bench-open"
        loading={isOpening}
        disabled={!isReady}
        onClick={() => void (chosenId !== null && desk.open(chosenId, driver))}
      >
        {text('bench.open')}
      </Button>
    </div>
  );
}

/** Those that can be taken first, by number. */
function byUse(left: Phone, right: Phone): number {
  const use = Number(right.state === 'ready') - Number(left.state === 'ready');
  return use === 0 ? (left.number ?? Infinity) - (right.number ?? Infinity) : use;
}

function phoneLine(phone: Phone, texts: Texts): string {
  const name = phoneName(phone, texts);
  if (phone.state === 'ready') return name;
  const why =
    phone.reason.code === 'none'
      ? texts.text(`state.${phone.state}.name`)
      : reasonText(texts, phone, { part: 'short' });
  return texts.text('bench.phone-line', { name, why });
}

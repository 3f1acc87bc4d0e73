import { AndroidDevice } from '../android/android-device.ts';
import type { Phone } from '../android/phone.ts';
import type { PhoneFacts } from '../android/phone-truth.ts';
import type { SimulatorClock } from '../clock.ts';
import type { CommandStreams } from '../device-port.ts';
import type { Course, Moment } from './course.ts';

/**
 * A phone that lives through its days: whenever somebody looks, its battery, storage and clock are as its course has them
 * at that moment. Between two looks it costs nothing.
 */
export class AgeingDevice extends AndroidDevice {
  readonly #course: Course;
  readonly #clock: SimulatorClock;

  constructor(phone: Phone, { course, clock }: { course: Course; clock: SimulatorClock }) {
    super(phone);
    this.#course = course;
    this.#clock = clock;
  }

  override run(command: string, streams: CommandStreams): Promise<number> {
    this.#age();
    return super.run(command, streams);
  }

  override truth(): PhoneFacts {
    this.#age();
    return super.truth();
  }

  #age(): void {
    setPhone(this.phone, this.#course.at(this.#clock.now()));
  }
}

function setPhone(phone: Phone, moment: Moment): void {
  const { battery, storage } = phone;
  battery.change({ level: moment.levelPercent, source: moment.isPlugged ? 'usb' : 'none' });
  battery.holdTemperature(moment.celsius);
  battery.holdCapacity(moment.capacityPercent / 100);
  storage.fillUntil(Math.round((storage.totalKb * moment.freePercent) / 100));
  phone.setClockSkew(Math.round(moment.skewSeconds * 1000));
}

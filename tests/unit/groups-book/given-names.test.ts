import { describe, expect, test } from 'vitest';
import { GroupBench } from '../../support/groups/group-bench.ts';

describe('a name that we gave', () => {
  test('is the group’s name although an operator joined a view to it that goes by another one', () => {
    const bench = new GroupBench();
    bench.list(1, ['旧名群']);
    bench.list(2, ['晨跑群']);
    const [older, renamed] = ['旧名群', '晨跑群'].map((name) => bench.group(name).views[0]?.groupViewId ?? 0);
    bench.info(1, '旧名群', { presentName: '旧名群' });
    bench.info(2, '晨跑群', { presentName: '晨跑群' });
    const word = { leftViewId: older ?? 0, rightViewId: renamed ?? 0, isSame: true, by: '小王', at: 1 };
    bench.desk.change('', () => bench.desk.decisions.decide(word));
    expect(bench.desk.book.ofView(renamed ?? 0)?.strength).toBe('certain');
    bench.clock.jump(1_000);
    bench.desk.recordRenamed('夜跑群', renamed ?? 0);
    expect(bench.desk.book.list().map(({ name }) => name)).toEqual(['夜跑群']);
    expect(bench.group('夜跑群').names.at(-1)).toMatchObject({ name: '夜跑群', source: 'renamed' });
  });

  test.each([1, 2])(
    'stays, with all that was noted, with the view that phone %s renamed when the views part',
    (place) => {
      const bench = new GroupBench();
      bench.list(1, ['晨跑群']);
      bench.list(2, ['晨跑群']);
      bench.info(1, '晨跑群', { presentName: '晨跑群' });
      bench.info(2, '晨跑群', { presentName: '晨跑群' });
      const { groupId, strength, views } = bench.group('晨跑群');
      expect(strength).toBe('likely');
      bench.clock.jump(1_000);
      bench.desk.recordRenamed('夜跑群', views.find(({ phoneId }) => phoneId === `phone-${place}`)?.groupViewId ?? 0);
      bench.clock.jump(1_000);
      bench.info(3 - place, '晨跑群', { presentName: '晨跑群' });
      expect(bench.joined).toEqual([`夜跑群: ${place}`, `晨跑群: ${3 - place}`].toSorted());
      expect(bench.group('夜跑群').groupId).toBe(groupId);
      expect(bench.group('夜跑群').names.map(({ name }) => name)).toEqual(['晨跑群', '夜跑群']);
      expect(bench.group('晨跑群').names.map(({ source }) => source)).toEqual(['read']);
    },
  );
});

import alertWords from '@contract/alert-texts/zh-CN.json' with { type: 'json' };
import jobWords from '@contract/job-texts/zh-CN.json' with { type: 'json' };
import planWords from '@contract/plan-texts/zh-CN.json' with { type: 'json' };
import ruleWords from '@contract/rule-texts/zh-CN.json' with { type: 'json' };
import alerts from './zh-CN/alerts.json' with { type: 'json' };
import audit from './zh-CN/audit.json' with { type: 'json' };
import bench from './zh-CN/bench.json' with { type: 'json' };
import care from './zh-CN/care.json' with { type: 'json' };
import catalogue from './zh-CN/catalogue.json' with { type: 'json' };
import certainty from './zh-CN/certainty.json' with { type: 'json' };
import demo from './zh-CN/demo.json' with { type: 'json' };
import deskMap from './zh-CN/desk-map.json' with { type: 'json' };
import devices from './zh-CN/devices.json' with { type: 'json' };
import drawer from './zh-CN/drawer.json' with { type: 'json' };
import errors from './zh-CN/errors.json' with { type: 'json' };
import events from './zh-CN/events.json' with { type: 'json' };
import faults from './zh-CN/faults.json' with { type: 'json' };
import frame from './zh-CN/frame.json' with { type: 'json' };
import groups from './zh-CN/groups.json' with { type: 'json' };
import growth from './zh-CN/growth.json' with { type: 'json' };
import growthBulk from './zh-CN/growth-bulk.json' with { type: 'json' };
import growthCalendar from './zh-CN/growth-calendar.json' with { type: 'json' };
import growthForecast from './zh-CN/growth-forecast.json' with { type: 'json' };
import growthSheet from './zh-CN/growth-sheet.json' with { type: 'json' };
import growthWhy from './zh-CN/growth-why.json' with { type: 'json' };
import growthWords from './zh-CN/growth-words.json' with { type: 'json' };
import growthPlans from './zh-CN/growth-plans.json' with { type: 'json' };
import guides from './zh-CN/guides.json' with { type: 'json' };
import health from './zh-CN/health.json' with { type: 'json' };
import history from './zh-CN/history.json' with { type: 'json' };
import hosts from './zh-CN/hosts.json' with { type: 'json' };
import jobs from './zh-CN/jobs.json' with { type: 'json' };
import memberData from './zh-CN/member-data.json' with { type: 'json' };
import operators from './zh-CN/operators.json' with { type: 'json' };
import peopleLists from './zh-CN/people-lists.json' with { type: 'json' };
import preparation from './zh-CN/preparation.json' with { type: 'json' };
import reports from './zh-CN/reports.json' with { type: 'json' };
import schedules from './zh-CN/schedules.json' with { type: 'json' };
import settings from './zh-CN/settings.json' with { type: 'json' };
import shift from './zh-CN/shift.json' with { type: 'json' };
import states from './zh-CN/states.json' with { type: 'json' };
import views from './zh-CN/views.json' with { type: 'json' };

export const zhTexts = {
  ...alertWords,
  ...jobWords,
  ...planWords,
  ...ruleWords,
  ...alerts,
  ...audit,
  ...bench,
  ...care,
  ...catalogue,
  ...certainty,
  ...demo,
  ...deskMap,
  ...devices,
  ...drawer,
  ...errors,
  ...events,
  ...faults,
  ...frame,
  ...groups,
  ...growth,
  ...growthBulk,
  ...growthCalendar,
  ...growthForecast,
  ...growthSheet,
  ...growthWhy,
  ...growthWords,
  ...growthPlans,
  ...guides,
  ...health,
  ...history,
  ...hosts,
  ...jobs,
  ...memberData,
  ...operators,
  ...peopleLists,
  ...preparation,
  ...reports,
  ...schedules,
  ...settings,
  ...shift,
  ...states,
  ...views,
};

import alertWords from '@contract/alert-texts/en.json' with { type: 'json' };
import jobWords from '@contract/job-texts/en.json' with { type: 'json' };
import planWords from '@contract/plan-texts/en.json' with { type: 'json' };
import ruleWords from '@contract/rule-texts/en.json' with { type: 'json' };
import alerts from './en/alerts.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import bench from './en/bench.json' with { type: 'json' };
import care from './en/care.json' with { type: 'json' };
import catalogue from './en/catalogue.json' with { type: 'json' };
import certainty from './en/certainty.json' with { type: 'json' };
import demo from './en/demo.json' with { type: 'json' };
import deskMap from './en/desk-map.json' with { type: 'json' };
import devices from './en/devices.json' with { type: 'json' };
import drawer from './en/drawer.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import events from './en/events.json' with { type: 'json' };
import faults from './en/faults.json' with { type: 'json' };
import frame from './en/frame.json' with { type: 'json' };
import groups from './en/groups.json' with { type: 'json' };
import growth from './en/growth.json' with { type: 'json' };
import growthBulk from './en/growth-bulk.json' with { type: 'json' };
import growthCalendar from './en/growth-calendar.json' with { type: 'json' };
import growthForecast from './en/growth-forecast.json' with { type: 'json' };
import growthSheet from './en/growth-sheet.json' with { type: 'json' };
import growthWhy from './en/growth-why.json' with { type: 'json' };
import growthWords from './en/growth-words.json' with { type: 'json' };
import growthPlans from './en/growth-plans.json' with { type: 'json' };
import guides from './en/guides.json' with { type: 'json' };
import health from './en/health.json' with { type: 'json' };
import history from './en/history.json' with { type: 'json' };
import hosts from './en/hosts.json' with { type: 'json' };
import jobs from './en/jobs.json' with { type: 'json' };
import memberData from './en/member-data.json' with { type: 'json' };
import operators from './en/operators.json' with { type: 'json' };
import peopleLists from './en/people-lists.json' with { type: 'json' };
import preparation from './en/preparation.json' with { type: 'json' };
import reports from './en/reports.json' with { type: 'json' };
import schedules from './en/schedules.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import shift from './en/shift.json' with { type: 'json' };
import states from './en/states.json' with { type: 'json' };
import views from './en/views.json' with { type: 'json' };

export const enTexts = {
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

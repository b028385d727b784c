// The app settings that an installation may decide (README, Settings), under the app's own names. What is left out or null is the app's default.
// A test holds this list against the app's options classes: a setting made by hand lasts until the next deployment only, which writes all of them.

@export()
@sealed()
type appSettings = {
  @description('When to look for due mail: six NCrontab fields, UTC. Hourly unless set.')
  MonthEndSchedule: string?

  @description('When to look for work left standing: six NCrontab fields, UTC. Hourly unless set.')
  SweepSchedule: string?

  @minValue(1)
  MonthEnd__WorkingDay: int?

  @minValue(0)
  @maxValue(23)
  MonthEnd__Hour: int?

  @minValue(1)
  MonthEnd__Deadline: int?

  MonthEnd__IsEarly: bool?

  @description('The sender, where neither smtp nor Communication Services says it.')
  Mail__From: string?

  Mail__Owner: string?

  @description('The address of the pages, where they have another than the site\'s own.')
  Mail__Site: string?

  @description('A certificate authority of the mail server, in PEM.')
  Mail__CertificateAuthority: string?

  @description('The first month that is mailed, such as 2012-06.')
  Mail__StartMonth: string?

  Mail__Inside: string?

  Mail__OutsideThreshold: (5 | 10)?

  @description('Mails that may be accepted in any one hour; the others wait. 0: any number.')
  @minValue(0)
  Mail__MostPerHour: int?

  @description('Unless set: true where no way of mail is (app.bicep).')
  Mail__DryRun: bool?

  Suppression__Threshold: (0 | 5 | 10)?

  Suppression__IsInclusive: bool?

  Suppression__RoundTo: (5 | 10)?

  @description('Levels of team.csv that get scorecards of their own, such as county;district.')
  Records__Scorecards: string?

  @description('Memory of the database that counts records, in megabytes.')
  @minValue(64)
  Records__Megabytes: int?

  @minValue(1)
  Retention__ExportDays: int?

  @description('Whose pages may show ours in a frame, beside our own: origins, separated by semicolons.')
  Pages__FrameAncestors: string?

  @description('The address of the council\'s accessibility statement, to which every page links.')
  Pages__AccessibilityStatement: string?

  @minValue(1)
  Limits__MostBytes: int?

  @minValue(1)
  Limits__MostUnzippedBytes: int?

  @minValue(1)
  Limits__MostZipRatio: int?

  @minValue(1)
  Limits__MostEntries: int?

  @minValue(1)
  Limits__MostRows: int?

  @minValue(1)
  Limits__MostColumns: int?

  @minValue(1)
  Limits__LongestCell: int?

  @minValue(1)
  Limits__MostSharedStringBytes: int?

  @minValue(1)
  Limits__MostSheets: int?
}

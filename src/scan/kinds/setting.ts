/** A variable that decides where and how is sent, as it is given a value. */
export const SETTING =
  /OTEL_(?:EXPORTER_OTLP_\w{0,60}|\w{1,60}_EXPORTER|SDK_DISABLED|CONFIG_FILE)["']?(?:\s{0,20}[:=]|,?\s{1,60}["']?[Vv]alue)/;

/** Whether a text gives such a variable a value. */
export const setsOne = (text: string): boolean => SETTING.test(text);

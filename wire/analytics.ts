/** `analytics` methods. */
export interface AnalyticsMethods {
  'analytics.get_state': { params: Record<string, never>; result: { enabled: boolean } };
  'analytics.initialize': { params: Record<string, never>; result: null };
  'analytics.disable': { params: Record<string, never>; result: null };
  'analytics.view_report': { params: Record<string, never>; result: Record<string, unknown> };
  'analytics.upload_feedback': { params: { message: string }; result: null };
}

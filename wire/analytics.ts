/** What would be sent to the makers. */
interface UsageReport {
  installation_id: string | null;
  mathesar_version: string;
  user_count: number;
  active_user_count: number;
  sso_connected_user_count: number;
  configured_role_count: number;
  connected_database_count: number;
  connected_database_schema_count: number;
  connected_database_table_count: number;
  connected_database_record_count: number;
  exploration_count: number;
  form_count: number;
  public_form_count: number;
}

/** `analytics` methods. */
export interface AnalyticsMethods {
  'analytics.get_state': { params: Record<string, never>; result: { enabled: boolean } };
  'analytics.initialize': { params: Record<string, never>; result: null };
  'analytics.disable': { params: Record<string, never>; result: null };
  'analytics.view_report': { params: Record<string, never>; result: UsageReport };
  'analytics.upload_feedback': { params: { message: string }; result: null };
}

/** The cookie that names the course whose pages this browser opened last, so that lessons lead back to it. */
export const lastCourseCookie = "nablab-course";

/** What the cookie says, or null where it says nothing that could be a course. */
export const lastCourseFrom = (value: string | undefined): string | null =>
  value !== undefined && /^[a-z0-9][a-z0-9-]{0,79}$/.test(value) ? value : null;

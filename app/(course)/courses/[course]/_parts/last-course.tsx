"use client";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { lastCourseCookie, lastCourseFrom } from "#app/_components/base/last-course.ts";

/**
 * Notes that this course was opened. In the page and not on the server: the server also makes pages that a browser fetches ahead and
 * nobody opens.
 */
export function LastCourse({ slug }: { slug: string }) {
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: noted again with each page, as another tab may show another course
  useEffect(() => {
    if (lastCourseFrom(slug) === null) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
    document.cookie = `${lastCourseCookie}=${slug}; path=/; max-age=31536000; samesite=lax`;
  }, [slug, path]);
  return null;
}

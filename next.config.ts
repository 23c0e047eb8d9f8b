import type { NextConfig } from "next";

// A worker obeys the policy of its own script, so WebAssembly is allowed here and nowhere on a page.
const workerPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
].join("; ");

const forAssets = [
  { key: "Content-Security-Policy", value: workerPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
];

const forEver = { key: "Cache-Control", value: "public, max-age=31536000, immutable" };

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  // Types are checked by `npm test`; a start should not wait for them.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingIncludes: { "/*": ["lessons/**/*"] },
  serverExternalPackages: ["@node-rs/argon2", "graphile-worker", "pg", "piscina"],
  headers: async () => [
    { source: "/_next/static/:path*", headers: forAssets },
    { source: "/vendor/:path*", headers: [...forAssets, forEver] },
  ],
};

export default config;

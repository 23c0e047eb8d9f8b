import type { Figure } from "#lib/platform/text/index.ts";
import { figureTitles } from "#lib/platform/text/index.ts";
import { DescentFigure } from "../_figures/descent.tsx";
import { NetworkFigure } from "../_figures/network.tsx";
import { Playground } from "../_figures/playground.tsx";
import { SlopesFigure } from "../_figures/slopes.tsx";
import { VanishingFigure } from "../_figures/vanishing.tsx";
import type { MoonsPoint } from "../_server/lessons.ts";

/** The live figure that a lesson asks for. */
export function LessonFigure({ figure, moons }: { figure: Figure; moons: readonly MoonsPoint[] }) {
  const title = figureTitles[figure.name];
  switch (figure.name) {
    case "playground":
      return <Playground options={figure.options} title={title} points={moons} />;
    case "network":
      return <NetworkFigure options={figure.options} title={title} />;
    case "slopes":
      return <SlopesFigure options={figure.options} title={title} />;
    case "descent":
      return <DescentFigure options={figure.options} title={title} />;
    case "vanishing":
      return <VanishingFigure options={figure.options} title={title} />;
  }
}

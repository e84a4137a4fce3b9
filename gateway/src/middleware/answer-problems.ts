import { applyAnswer } from '../http/answer.ts';
import { problemAnswer } from '../http/problem.ts';
import { type Step } from '../http/state.ts';

/** answerProblems is the one place where failures become answers. */
export const answerProblems: Step = async (context, next) => {
  try {
    await next();
  } catch (error) {
    applyAnswer(context, problemAnswer(context, error));
  }
};

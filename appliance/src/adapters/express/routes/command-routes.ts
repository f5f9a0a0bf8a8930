import { z } from 'zod';
import { type CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import type { Problem } from '@auraconnect/shared/protocol/problem.ts';
import type { StaffTokens, TokenRefusal } from '../../../staff/staff-tokens.ts';
import type { CommandOutcome, Core, DeviceRecord } from '../../../store/core.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';

export interface CommandRouteParts {
  core: Core;
  staffTokens: StaffTokens;
  counted(type: string, result: 'accepted' | 'refused' | 'repeated' | 'problem'): void;
}

export const mostCommandsPerRequest = 500;
const Query = z.strictObject({
  /** Leaves the order out of the answers. */
  brief: z.enum(['0', '1']).optional(),
  /** Answers the rows that commands led to, for a device that keeps them. */
  rows: z.enum(['0', '1']).optional(),
});

type Result = { answer: CommandAnswer } | { problem: Problem };

export function commandRoutes({ core, staffTokens, counted }: CommandRouteParts): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/commands',
      access: 'device',
      summary: 'One command or a list of up to 500',
      body: z.union([CommandEnvelope, z.array(CommandEnvelope).min(1).max(mostCommandsPerRequest)]),
      query: Query,
      bodyLimit: '8mb',
      answer: {
        description:
          'The answer, or a list with one answer each in order. Everything accepted is durable. A single command that the trade refuses is answered 409 with its code and the whole answer in `answer`; in a list it is one of the answers.',
      },
      async handle({ body, query, device, correlationId }) {
        const envelopes = Array.isArray(body) ? body : [body];
        const results = await decideAll(envelopes, { core, staffTokens, device, correlationId });
        for (const [index, result] of results.entries()) counted(envelopes[index]?.type ?? '', resultName(result));
        const told = { brief: query.brief === '1', withRows: query.rows === '1' };
        return Array.isArray(body) ? listAnswer(results, told) : oneAnswer(results[0] as Result, told);
      },
    }),
  ];
}

interface Caller {
  core: Core;
  staffTokens: StaffTokens;
  device: DeviceRecord;
  correlationId: string;
}

/** All of a list are submitted at once, so that they share a group; a device's stream keeps them in order. */
async function decideAll(
  envelopes: readonly CommandEnvelope[],
  { core, staffTokens, device, correlationId }: Caller,
): Promise<Result[]> {
  const { deviceId } = device;
  // Tokens first, and all of them: nothing may come between the commands of one list.
  const people = await Promise.all(
    envelopes.map(async ({ staffToken, approvalToken, commandId }) => ({
      staff: staffToken === null ? null : await staffTokens.readStaff(staffToken, deviceId),
      approval: approvalToken === null ? null : await staffTokens.readApproval(approvalToken, deviceId, commandId),
    })),
  );
  const outcomes: Promise<CommandOutcome>[] = [];
  let stopped: Problem | null = null;
  for (const [index, envelope] of envelopes.entries()) {
    const { staff, approval } = people[index] ?? { staff: null, approval: null };
    if (typeof staff === 'string' || typeof approval === 'string') {
      stopped = typeof staff === 'string' ? signInProblem(staff) : approvalProblem(approval as TokenRefusal);
      break;
    }
    outcomes.push(
      core.submit({
        envelope,
        deviceId,
        staffId: staff?.staffId ?? null,
        approvedBy: approval?.staffId ?? null,
        correlationId,
      }),
    );
  }
  const results: Result[] = await Promise.all(outcomes);
  return stopped === null ? results : [...results, { problem: stopped }];
}

/** Not recorded: the same command may be sent again with a fresh token, which is no part of its body. */
const signInProblem = (refusal: TokenRefusal): Problem =>
  refusal === 'expired'
    ? new HttpProblem(401, 'staff_token_expired', 'Please sign in again.').problem
    : new HttpProblem(401, 'staff_token_invalid', 'Please sign in again.').problem;

const approvalProblem = (refusal: TokenRefusal): Problem =>
  refusal === 'expired'
    ? new HttpProblem(403, 'approval_expired', 'The approval is too old; ask the manager again.').problem
    : new HttpProblem(403, 'approval_invalid', 'This approval is not for this.').problem;

function resultName(result: Result): 'accepted' | 'refused' | 'repeated' | 'problem' {
  if ('problem' in result) return 'problem';
  return result.answer.repeated ? 'repeated' : result.answer.status;
}

interface Told {
  brief: boolean;
  withRows: boolean;
}

function asTold(answer: CommandAnswer, { brief, withRows }: Told): CommandAnswer {
  const told = brief ? { ...answer, order: null } : answer;
  if (told.status === 'refused' || withRows) return told;
  const { rows: _rows, ...withoutRows } = told;
  return withoutRows;
}

function oneAnswer(result: Result, told: Told) {
  if ('problem' in result) throw problemOf(result.problem);
  const answer = asTold(result.answer, told);
  if (answer.status === 'accepted') return { body: answer };
  const { code, message, data } = answer.refusal;
  const problem = { type: `urn:auraconnect:problem:${code}`, title: message, status: 409, code, data, answer };
  return { status: 409, body: JSON.stringify(problem), contentType: 'application/problem+json' };
}

/**
 * A command that could not enter its stream (a gap, another body, a token that ran out) stops the list: the request is answered
 * with that problem, and with the answers of the commands before it. Sending the list again is safe: those are repeats then.
 */
function listAnswer(results: readonly Result[], told: Told) {
  const answers: CommandAnswer[] = [];
  for (const [index, result] of results.entries()) {
    if ('problem' in result) throw problemOf(result.problem, { index, answers });
    answers.push(asTold(result.answer, told));
  }
  return { body: answers };
}

function problemOf({ status, code, title, data }: Problem, more: Record<string, unknown> = {}): HttpProblem {
  return new HttpProblem(status, code, title, { data: { ...data, ...more } });
}

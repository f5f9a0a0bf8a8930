import type { Request, Response } from 'express';
import {
  ChangePasswordRequest,
  LoginRequest,
  SignUpRequest,
  type Me,
} from '@auraconnect/shared/protocol/portal-api.ts';
import { refreshTokenLifeMs, type Session, type Sessions } from '../../auth/sessions.ts';
import type { OwnerStore } from '../../auth/owner-store.ts';
import type { AttemptLimits } from '../../config.ts';
import { Attempts } from './attempts.ts';
import { notSignedIn, Refused } from './refused.ts';
import { route, type Route, type RouteAnswer } from './route.ts';

const cookieName = 'aura_refresh';
const cookiePath = '/api/v1/auth';

export function authRoutes(sessions: Sessions, owners: OwnerStore, limits: AttemptLimits): Route[] {
  // By address and by account, so that neither one machine tries many accounts nor many machines one.
  const byAddress = new Attempts(limits.loginsPerMinute, 60);
  const byAccount = new Attempts(limits.loginsPerAccount, 15 * 60);
  const signUps = new Attempts(limits.signUpsPerHour, 3600);
  return [
    route({
      method: 'post',
      path: '/api/v1/auth/sign-up',
      summary: 'Makes a tenant with its first owner and signs in',
      access: 'cookie',
      body: SignUpRequest,
      answer: 'SessionAnswer',
      async handle({ body, request, response }) {
        await signUps.take(addressOf(request));
        const session = await sessions.signUp(body);
        if (session === null) throw new Refused(409, 'email_taken', 'This e-mail address already has an account.');
        return begin(request, response, session, 201);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/auth/login',
      summary: 'Signs an owner in',
      access: 'cookie',
      body: LoginRequest,
      answer: 'SessionAnswer',
      async handle({ body, request, response }) {
        const account = body.email.toLowerCase();
        await byAddress.take(addressOf(request));
        await byAccount.take(account);
        const session = await sessions.login(body);
        if (session === null)
          throw new Refused(401, 'login_wrong', 'That e-mail address and password do not belong together.');
        await byAccount.forgive(account);
        return begin(request, response, session, 200);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/auth/refresh',
      summary: 'Goes on with the session of the cookie',
      access: 'cookie',
      answer: 'SessionAnswer',
      async handle({ request, response }) {
        const token = cookieOf(request);
        const session = token === null ? null : await sessions.refresh(token);
        if (session === null) {
          setCookie(request, response, '', 0);
          throw new Refused(401, 'session_over', 'The session is over. Sign in again.');
        }
        return begin(request, response, session, 200);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/auth/logout',
      summary: 'Ends the session of the cookie',
      access: 'cookie',
      answer: 'nothing',
      async handle({ request, response }) {
        const token = cookieOf(request);
        if (token !== null) await sessions.logout(token);
        setCookie(request, response, '', 0);
        return { status: 204 };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/auth/password',
      summary: 'Changes the password of whoever is signed in, and ends their other sessions',
      access: 'owner',
      body: ChangePasswordRequest,
      answer: 'SessionAnswer',
      async handle({ who, body, request, response }) {
        // A screen that somebody left open is no place to guess at.
        await byAccount.take(who.ownerId);
        const session = await sessions.changePassword(who, body);
        if (session === null) throw new Refused(403, 'password_wrong', 'The present password is not right.');
        await byAccount.forgive(who.ownerId);
        return begin(request, response, session, 200);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/me',
      summary: 'Who is signed in',
      access: 'owner',
      answer: 'Me',
      async handle({ who }) {
        const owner = await owners.byId(who.tenantId, who.ownerId);
        if (owner === null) throw notSignedIn();
        const { ownerId, name, email, tenantId, tenantName } = owner;
        return { json: { ownerId, name, email, tenantId, tenantName } satisfies Me };
      },
    }),
  ];
}

function begin(request: Request, response: Response, session: Session, status: number): RouteAnswer {
  setCookie(request, response, session.refreshToken, refreshTokenLifeMs);
  return { status, json: session.answer };
}

function setCookie(request: Request, response: Response, value: string, maxAge: number): void {
  response.cookie(cookieName, value, {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    path: cookiePath,
    maxAge,
  });
}

function cookieOf(request: Request): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === cookieName && value !== undefined && value !== '') return decodeURIComponent(value);
  }
  return null;
}

const addressOf = (request: Request): string => request.ip ?? 'unknown';

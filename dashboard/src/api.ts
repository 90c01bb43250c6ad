// The server's JSON. Types come from its OpenAPI description when the dashboard is built.
import type {components} from "../build/api";

export type Schema = components["schemas"];
export type AwardRow = Schema["AwardRow"];
export type Award = Schema["Award"];
export type RoleRow = Schema["RoleRow"];
export type OfficialRow = Schema["OfficialRow"];
export type Quote = Schema["Quote"];
export type Names = Schema["Names"];
export type Stats = Schema["Stats"];
export type Session = Schema["Session"];

/** Parameters of an address; a list stands for a parameter given several times. */
export type Params = Record<string, string | string[] | undefined>;

/** What the server said was wrong, or that it could not be reached (status 0). */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

export function query(params: Params): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== "") out.append(name, one);
    }
  }
  const text = out.toString();
  return text ? `?${text}` : "";
}

export const address = (path: string, params: Params = {}): string => `/api/v1/${path}${query(params)}`;

const kToken = "bangvang-token";
export const token = {
  get: (): string => sessionStorage.getItem(kToken) ?? "",
  set: (value: string): void =>
    value ? sessionStorage.setItem(kToken, value) : sessionStorage.removeItem(kToken),
};

async function answer<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  if (token.get()) headers.set("Authorization", `Bearer ${token.get()}`);
  let response: Response;
  try {
    response = await fetch(path, {...init, headers});
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new ApiError(0, "unreachable", "");
  }
  const body = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw new ApiError(response.status, body?.error?.code ?? "", body?.error?.message ?? response.statusText);
  }
  return body as T;
}

export const get = <T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> =>
  answer<T>(address(path, params), signal ? {signal} : {});

export const post = <T>(path: string, body: BodyInit, type: string, params: Params = {}): Promise<T> =>
  answer<T>(address(path, params), {method: "POST", body, headers: {"Content-Type": type}});

export const postJson = <T>(path: string, body: unknown): Promise<T> =>
  post<T>(path, JSON.stringify(body), "application/json");

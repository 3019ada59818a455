package link

import (
	"time"
)

// Limits of Discord's, each with the page of https://discord.com/developers/docs that states it.
const (
	MaxPerSecond = 50              // requests, all routes together: topics/rate-limits, "Global Rate Limit"
	answerWithin = 3 * time.Second // the first response to an interaction: interactions/receiving-and-responding
)

// Bounds of our own.
const (
	attemptTime  = 1200 * time.Millisecond // for one attempt at the first response to an interaction: two fit in callbackTime
	callbackTime = 2500 * time.Millisecond // for all attempts, within answerWithin
	attempts     = 3                       // at what may be done twice
	pause        = 200 * time.Millisecond  // between two of them
	callTimeout  = 10 * time.Second        // for one request
	patience     = 2 * time.Minute         // for a request and the waiting that Discord asks for
	ackTime      = 10 * time.Second        // for Discord's answer to a heartbeat, before the connection counts as silent
	stopTime     = 1500 * time.Millisecond // for an orderly end of the connection; the library sleeps one second of it
	maxAnswer    = 16 << 20                // bytes of one REST answer that are read
	idle         = 64                      // connections that are kept for the next request
)

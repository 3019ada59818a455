package slack

import (
	"time"
)

// Slack's limits, in characters unless something else is said, with the page of docs.slack.dev that states each.
const (
	maxBlocks       = 50    // of a message: reference/block-kit/blocks
	maxViewBlocks   = 100   // of a modal or a Home tab: reference/views
	maxText         = 40000 // of a message; what is beyond is cut off: reference/methods/chat.postMessage
	maxPlain        = 3000  // of a text object: reference/block-kit/composition-objects/text-object
	maxButton       = 75    // on a button: reference/block-kit/block-elements/button-element
	maxURL          = 3000  // of a link button: the same page
	maxActions      = 25    // elements in an actions block: reference/block-kit/blocks/actions-block
	maxOptions      = 100   // of a select: reference/block-kit/block-elements/select-menu-element
	maxOption       = 75    // of an option's words: reference/block-kit/composition-objects/option-object
	maxOptionValue  = 150   // of an option's value: the same page
	maxPlaceholder  = 150   // reference/block-kit/block-elements/select-menu-element
	maxRadios       = 10    // radio buttons in a group: reference/block-kit/block-elements/radio-button-group-element
	maxTitle        = 24    // of a modal's title and of its two buttons: reference/views/modal-views
	maxMetadata     = 3000  // of a view's private_metadata: the same page
	maxActionID     = 255   // of action_id and block_id: reference/block-kit/blocks
	maxNote         = 500   // of a line by staff: ours; Slack takes 3,000 (reference/block-kit/block-elements/plain-text-input-element)
	maxQuestion     = 1000  // of a question in a form: ours
	maxPrompts      = 4     // suggested at the opening of the agent surface: reference/methods/assistant.threads.setSuggestedPrompts
	maxAppName      = 35    // of the app, in its manifest: reference/app-manifest
	maxControls     = 2     // on a reply that everybody sees: the house's own
	maxSuggestions  = 20    // offered while somebody types: ours
	homeSuggestions = 10    // common questions in the Home tab: ours
	homeAll         = 500   // questions that those are picked from: ours
)

// What is shown of passages, in characters: Slack states no limit for rich text, and refuses messages that are too long
// as a whole with msg_blocks_too_long (reference/methods/chat.postMessage). Both figures are ours, and well below.
const (
	passageChars = 6000  // of one passage; a longer one is cut at a sentence's end and offered whole
	replyChars   = 10000 // of all passages of a reply
)

// Times.
const (
	ackWithin  = 2500 * time.Millisecond // of Slack's three seconds: apis/events-api/using-socket-mode
	urgentTurn = 200 * time.Millisecond  // for which what tells of danger waits for what is done in its channel: ours
	urgentLook = 400 * time.Millisecond  // for what is looked up about it: ours
	urgentTake = 600 * time.Millisecond  // for the Journal to have it; with the two above well under the two seconds in which a warning is to stand
	answerIn   = 2 * time.Second         // for what is answered in the acknowledgement
	openIn     = 1500 * time.Millisecond // for what a form opens with; the right to open one lasts three seconds
	handWithin = 30 * time.Second        // for all that follows a press, a command or a form: ours
	slowWithin = 15 * time.Second        // for a Home tab, whose next opening builds it anew: ours
	staffFor   = 30 * time.Second        // how long the members of a user group are remembered
	noStaffFor = 5 * time.Second         // how long it is remembered that they could not be asked for: ours
	eventFor   = 2 * time.Hour           // how long a change is remembered; Slack repeats for six minutes: apis/events-api
	threadFor  = 7 * 24 * time.Hour      // how long a thread with the bot needs no new mention, and the longest that a person's id is kept here
	stopWithin = 4 * time.Second         // for what is under way at the end, so that all is over within five
)

// How the work is bounded.
const (
	lanes      = 16   // channels whose events are taken on side by side
	laneLength = 1000 // events that wait in a lane; what comes beyond is left to Slack to send again
	hands      = 32   // presses, commands and forms at a time
	firstHands = 64   // of what tells of danger: events, commands and forms at a time
	slowHands  = 4    // Home tabs and suggested questions at a time

	handsWaiting = 1000 // how many more of each kind may wait
)

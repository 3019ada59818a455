// Package bot decides when to speak and how to put it: it keeps the thread of a conversation, turns answers into
// replies, and says nothing twice. It holds no client of any platform; what it returns is all that it can say.
//
// Where to look: message.go is the way of a message, and danger.go, misread.go and lift.go that of one that is warned of; press.go is
// the way of a press, find.go and post.go what staff do with somebody's message, staff.go, alert.go and unsaid.go what staff are told;
// speaker.go, warning.go and controls.go make a reply of an answer. Its sentences are package voice's.
//
// # What it remembers
//
// All of it is in this process alone, but for lasting, which lies in the memo that the bot was given: the file of package store. Nothing
// outside this package reads what is in memory. What lasting holds of a person, that person can be told and have erased (privacy.go);
// only what goes with a warning stays to its end. Neither a message's words nor the name of a sign are ever in lasting.
//
//	name           what it remembers                                        for how long            where
//	conversations  the last two messages of a person in a place and what    10 minutes after the    memory
//	               they got; whether the booking link was given             last one
//	handled        what became of a message, so that it counts once and     10 minutes              memory
//	               gets the same reply when it is asked about again
//	lately         who spoke, asked staff, was helped and pressed what      5 seconds (a press) to  memory
//	               where: for limits and for not interrupting people;       10 minutes; threads
//	               which dangers staff were told of                         until there are too many
//	nets           whose answer had a sign's line of caution before it      30 minutes              memory
//	spaces         in which spaces of a platform something was said         until a restart         memory
//	pauses         where the bot is to be quiet                             until staff end it      memory, from lasting
//	lasting        pause/   a channel or space that is hushed               until staff end it      disk
//	               hold/    a person who was warned                         24 hours                disk
//	               open/    that others could read the warning              24 hours                disk
//	               stands/  that a warning stands, and for whom             30 minutes              disk
//	               warned/  a message that was warned of in public          24 hours                disk
//	               lift/    whose hold a button of staff's lifts            24 hours                disk
//	               others/  ids of what else may answer a public message    7 days                  disk
//	known          which facts there may be in lasting of the kinds that    as long as those        memory
//	               every message asks about, so that no disk is asked
//	unwritten      hold/    how grave the warning was                       24 hours                memory
//	               stands/  of which sign                                   30 minutes              memory
//	               warned/  a message that was warned of in private         24 hours                memory
//	               others/  what else may answer a private message          24 hours                memory
//	               private/ what was answered privately, as ids             24 hours                memory
//	               found/   what was found for a message, as ids            24 hours                memory
//	               misread/ who said to have been misread, of which sign    24 hours                memory
//
// Of a kind, ten thousand are remembered in memory, and then the oldest is forgotten for each new one; only known and pauses forget
// nothing that still holds. What others/, private/ and found/ keep are answerIDs. When the disk fails, lasting goes on in memory, in an
// untilRestart, which unwritten always is.
package bot

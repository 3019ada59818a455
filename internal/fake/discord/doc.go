// Package fakediscord is a Discord for tests: a gateway, a REST API and the people who write there, in one process. It is
// good enough for a client library to run against it unmodified, and it can misbehave.
//
// A test makes a [Server] with [New], points the program under test at [Server.API], and plays the people:
//
//	s := fakediscord.New(t)
//	guild := s.AddGuild("Clinic")
//	room := s.AddChannel(guild, "general")
//	ann := s.AddMember(guild, "ann")
//	asked := s.Say(room, ann, s.Bot().Mention()+" does massage help a sore back?")
//	answer := s.WaitReply(asked, 5*time.Second)
//
// Where to look: world.go and say.go hold what people do, invoke.go their commands and presses, look.go what stands
// there afterwards, markdown.go how it reads, faults.go what can go wrong, check.go what an outgoing body must satisfy.
// All state lives in the Server, so the program under test may be another process that is killed and started again.
//
// Every method is safe for concurrent use. What is asked of people that people cannot do (press a button that is not
// there, run a command that is not registered) ends the test: it is the test that is wrong.
package fakediscord

// Package fakeslack is a Slack for tests, in this process or on an address. It speaks Socket Mode and the part of the
// Web API that a bot of ours needs, holds workspaces, people and messages, and lets a test act as the people: say
// something, press a button, fill in a form. It can misbehave in every way that Slack has been seen to.
//
// A test reads what stands there with [Channel.Messages], [User.Views] and [User.Home]: each shows what one person
// sees, and [Message.Rendered] how it reads. Whatever the program under test sends is checked against Slack's limits;
// what breaks one is a [Violation] and fails the test at its end.
//
// The state lives here, so that the program under test may be another process, be killed, and come back.
//
//	s := fakeslack.New(t)
//	clinic := s.Team()
//	general := clinic.AddChannel("general")
//	general.AddBot()
//	ann := clinic.AddUser("ann")
//	// start the program with s.APIURL(), s.AppToken() and clinic.BotToken()
//	said := ann.Say(general, "@backtalk does massage help?")
//	answers := general.AwaitReplies(t, said.TS, 1)
package fakeslack

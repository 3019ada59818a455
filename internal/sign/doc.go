// Package sign finds danger signs, things to settle first, and requests to refuse, in what people write.
//
// A sign is a file of the knowledge folder (signs/ID.yaml) that a clinician reads in two minutes: what it means, what is said, a few
// patterns of certain words, without exceptions, and examples. What decides beside them is learnt: [Learnt] holds a classifier that knows
// danger and not, and one of all matters that people write about, in which signs compete with what only sounds like them and with
// ordinary messages. Their opinions, the certain words, and two things about grammar are weighed to one number, the log-odds of danger,
// and a few steps on it decide (decide.go): warn; answer, with one line of caution before it; answer.
//
// Package phrase finds the certain words, and says of each whether a guard of grammar holds it: then it may not tell that somebody
// has a sign now. A guard silences nothing by itself.
//
// Package lesson does the learning. A check needs neither index nor articles, and works when both are broken.
package sign

package answer

import "backtalk/internal/search"

// Written by "backtalk eval --fit". Do not edit.

// rankWeights are what the features weigh in the ranking.
func rankWeights() search.Weights {
	return search.Weights{
		0.131, // body
		4.354, // dice
		5.125, // coverage
		0.961, // heading vector
		3.154, // whole vector
		1.777, // sentence vector
		3.597, // heading topics
		3.297, // whole topics
		3.234, // sentence topics
		1.78,  // vote
	}
}

// gateWeights are what the features weigh for the first section's being right.
func gateWeights() [NumFeatures]float64 {
	return [NumFeatures]float64{
		-2.33,  // constant
		0.42,   // share
		0.049,  // margin
		-0.383, // coverage
		-0.442, // dice
		-0.314, // heading vector
		-0.125, // whole vector
		0.331,  // heading topics
		0.987,  // whole topics
		-0.481, // sentence topics
		0.885,  // nearness
		1.856,  // farthest word
		0.068,  // vote
		-1.349, // elsewhere
		-0.733, // uncovered
		0.385,  // length
	}
}

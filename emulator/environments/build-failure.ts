/** Why an environment cannot be made, in words for the person who wrote it; the last line of the build log. */
export class BuildFailure extends Error {}

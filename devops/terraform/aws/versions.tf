# AWS: the pictures' bucket, CloudFront before it, and the identity that may write there.
terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.51"
    }
  }
  backend "gcs" {
    bucket = "tomoda-terraform-state"
    prefix = "aws"
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = {
      app         = "tomoda"
      environment = var.environment
    }
  }
}
